/**
 * Messages that no peer of Amphora sends, as data, and what becomes of each as a request
 * and as a reply.
 */
@NullMarked
package io.amphora.hostile;

import org.jspecify.annotations.NullMarked;
