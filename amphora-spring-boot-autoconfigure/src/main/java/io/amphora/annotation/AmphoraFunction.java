/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.amphora.server.function.Acknowledge;

import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Marks a method of a bean as a function. The annotation can be placed on the method of
 * the class or of one of its interfaces, and can be used as a meta-annotation. The method
 * may have any visibility except private. It is called through the proxy of the bean, if
 * there is one, and concurrently by several threads.
 * <p>
 * Callers pass arguments by position, by name, or both. Each argument is converted to the
 * type of its parameter, including generics.
 * <ul>
 * <li>An argument may be omitted if its parameter is an {@link java.util.Optional}, is
 * annotated with {@code @Nullable}, or takes variable arguments.</li>
 * <li>{@code null} is not allowed for a primitive, nor for a parameter that excludes
 * null, as in Kotlin or where JSpecify's {@code @NullMarked} applies. An {@code Optional}
 * becomes empty. Any other parameter receives {@code null}.</li>
 * <li>Variable arguments are the remaining arguments by position, or an array by
 * name.</li>
 * <li>A parameter of type {@link io.amphora.CallContext} receives the context of the call
 * and is not an argument.</li>
 * </ul>
 * If the arguments do not match, the caller receives a
 * {@link io.amphora.WrongRequestException} and the method is not called. If the method
 * throws an exception, the caller receives a {@link io.amphora.RemoteException}.
 *
 * @since 0.1.0
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface AmphoraFunction {

	/**
	 * Alias for {@link #name()}.
	 * @return the name of the function
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * The name that callers use. It may contain dots, as in
	 * {@code send_message.email.text}. Placeholders are resolved.
	 * @return the name of the function; the name of the method by default
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * The service that the function belongs to. Placeholders are resolved.
	 * @return the name of the service; the default service of the application by default
	 */
	String service() default "";

	/**
	 * Whether every server of the service handles a request for the function, instead of
	 * one of them. A fanout function is called with an
	 * {@link io.amphora.client.AmphoraFanoutClient}, and may have the same name as a
	 * function of ordinary servers.
	 * @return {@code true} to serve the function on the fanout server of the service
	 */
	boolean fanout() default false;

	/**
	 * When the server acknowledges requests for the function.
	 * {@link Acknowledge#ON_RECEIPT} applies if either the contract or the implementing
	 * class sets it.
	 * @return {@link Acknowledge#ON_RECEIPT} for a function that must not run twice
	 */
	Acknowledge acknowledge() default Acknowledge.AFTER_REPLY;

	/**
	 * Whether to interrupt the thread of the function when its call is cancelled, either
	 * by the caller or because the caller's timeout or the maximum run time has passed.
	 * @return {@code true} for a function that can be interrupted at any point
	 * @see io.amphora.CallContext#isCancelled()
	 */
	boolean interruptible() default false;

	/**
	 * Whether callers can cancel calls of the function, before it runs and while it runs.
	 * They cannot if either the contract or the implementing class sets this attribute to
	 * {@code false}, or if requests are acknowledged {@linkplain Acknowledge#ON_RECEIPT
	 * on receipt}. The caller's timeout and the maximum run time cancel the call in any
	 * case.
	 * @return {@code false} for a function that callers must not cancel
	 * @see io.amphora.CallContext#isCancelledByCaller()
	 */
	boolean cancellable() default true;

	/**
	 * The maximum run time of the function if its caller sets no timeout, such as
	 * {@code 30s}. The call is cancelled when it has passed. Placeholders are resolved.
	 * @return the duration; {@code amphora.server.max-run-time} by default
	 */
	String maxRunTime() default "";

	/**
	 * Whether running the function twice has the same effect as running it once. Typed
	 * clients of a contract send a call of such a method again if its reply may be lost,
	 * see {@link io.amphora.client.RemoteFunction#idempotent(boolean)}. Servers ignore
	 * this attribute.
	 * @return {@code true} if the function may run twice for one call
	 */
	boolean idempotent() default false;

}
