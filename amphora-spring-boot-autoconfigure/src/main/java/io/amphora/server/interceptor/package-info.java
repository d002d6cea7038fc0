/**
 * Interceptors of the functions of a server. Part of the API: start with
 * {@link io.amphora.server.interceptor.ServerInterceptor}.
 */
@NullMarked
package io.amphora.server.interceptor;

import org.jspecify.annotations.NullMarked;
