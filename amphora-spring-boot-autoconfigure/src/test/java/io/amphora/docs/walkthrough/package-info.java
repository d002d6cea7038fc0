/**
 * The tests of {@code docs/walkthrough.md}, whose code is in the packages below.
 */
@NullMarked
package io.amphora.docs.walkthrough;

import org.jspecify.annotations.NullMarked;
