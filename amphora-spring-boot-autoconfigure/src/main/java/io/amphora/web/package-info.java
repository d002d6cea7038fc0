/**
 * HTTP responses for calls that fail.
 */
@NullMarked
package io.amphora.web;

import org.jspecify.annotations.NullMarked;
