/**
 * An application whose tests are shown.
 */
@NullMarked
package io.amphora.docs.testing;

import org.jspecify.annotations.NullMarked;
