/**
 * The code that the documentation shows, and tests that hold the documentation to it.
 */
@NullMarked
package io.amphora.docs;

import org.jspecify.annotations.NullMarked;
