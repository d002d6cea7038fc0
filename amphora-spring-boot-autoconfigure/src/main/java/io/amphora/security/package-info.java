/**
 * Spring Security for functions: authentication of callers and reports of denied access.
 */
@NullMarked
package io.amphora.security;

import org.jspecify.annotations.NullMarked;
