/**
 * Texts for logs and messages: bounded in length and rate, and printable. Internal.
 */
@NullMarked
package io.amphora.logging;

import org.jspecify.annotations.NullMarked;
