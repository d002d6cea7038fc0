/**
 * Messages of earlier versions, replayed against the present one.
 */
@NullMarked
package io.amphora.wire;

import org.jspecify.annotations.NullMarked;
