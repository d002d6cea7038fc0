/**
 * HTTP responses for failed calls.
 */
@NullMarked
package io.amphora.web;

import org.jspecify.annotations.NullMarked;
