/**
 * Auto-configuration for web applications.
 */
@NullMarked
package io.amphora.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
