/**
 * A broker inside the application's own process, for development and tests.
 */
@NullMarked
package io.amphora.embedded;

import org.jspecify.annotations.NullMarked;
