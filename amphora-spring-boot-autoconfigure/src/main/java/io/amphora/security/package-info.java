/**
 * Spring Security for functions: who calls, and what is denied.
 */
@NullMarked
package io.amphora.security;

import org.jspecify.annotations.NullMarked;
