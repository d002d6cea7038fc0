/**
 * Interceptors of the calls of a client. Part of the API: start with
 * {@link io.amphora.client.interceptor.ClientInterceptor}.
 */
@NullMarked
package io.amphora.client.interceptor;

import org.jspecify.annotations.NullMarked;
