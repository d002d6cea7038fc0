package io.amphora.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.amphora.server.Acknowledge;
import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Offers a method of a bean as a function. It may stand on the method of the class or of
 * an interface of it, and on an annotation of your own. The method may be of any
 * visibility but private, and is called through the bean's proxy, if there is one, by
 * several threads at a time.
 * <p>
 * Callers give arguments by position, by name, or some this way and some that. Each is
 * read as the type of its parameter, generics included.
 * <ul>
 * <li>An argument may be left out if its parameter is an {@link java.util.Optional}, is
 * annotated as {@code @Nullable}, or is the variable one.</li>
 * <li>Null does not fit a primitive, nor a parameter that excludes null, as in Kotlin or
 * where JSpecify's {@code @NullMarked} applies. An {@code Optional} becomes empty. Any
 * other parameter gets null.</li>
 * <li>Variable arguments are those left over by position, or an array by name.</li>
 * <li>A parameter of type {@link io.amphora.CallContext} gets the context of the call and
 * does not count as an argument.</li>
 * </ul>
 * Arguments that do not fit are answered as a {@link io.amphora.WrongRequestException};
 * the method is not called. What the method throws, the caller gets as a
 * {@link io.amphora.RemoteException}.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface AmphoraFunction {

	/**
	 * The same as {@link #name()}.
	 * @return the name of the function
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * What callers call the function. Dots are allowed, as in
	 * {@code send_message.email.text}; placeholders are resolved.
	 * @return the name of the function, the method's own by default
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * The service that the function belongs to; placeholders are resolved.
	 * @return the name of the service, the application's default service by default
	 */
	String service() default "";

	/**
	 * Whether every server of the service handles a request for the function, instead of
	 * one of them. Such a function is called by an
	 * {@link io.amphora.client.AmphoraFanoutClient}, and may have the name of one that is
	 * not.
	 * @return {@code true} to offer it on the service's fanout server
	 */
	boolean fanout() default false;

	/**
	 * When the server acknowledges requests for the function. In a contract or in the
	 * class that implements it: {@link Acknowledge#ON_RECEIPT} counts wherever it stands.
	 * @return {@link Acknowledge#ON_RECEIPT} for a function that must not run twice
	 */
	Acknowledge acknowledge() default Acknowledge.AFTER_RESPONSE;

	/**
	 * Whether running the function twice does no more than running it once. Typed clients
	 * of a contract send a call of such a method again if its answer may be lost, see
	 * {@link io.amphora.client.RemoteFunction#idempotent(boolean)}; a server makes no
	 * difference.
	 * @return {@code true} if the function may run twice for one call
	 */
	boolean idempotent() default false;

}
