/**
 * A web page for development that shows functions and calls them.
 */
@NullMarked
package io.amphora.explorer;

import org.jspecify.annotations.NullMarked;
