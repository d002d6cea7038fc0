package io.amphora.server;

import io.amphora.AmphoraError;
import io.amphora.WrongRequestException;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Which exceptions callers get the message of. What a function says on purpose, with a
 * {@link io.amphora.RemoteException}, and what is wrong with a request, they get in any
 * case.
 */
public enum ErrorMessages {

	/** All of them. */
	ALWAYS,

	/** None. */
	NEVER,

	/**
	 * Those whose class, or a super class of it, has the annotation {@link AmphoraError}.
	 */
	ANNOTATED;

	boolean include(Throwable failure) {
		return switch (this) {
			case ALWAYS -> true;
			case NEVER -> failure instanceof WrongRequestException;
			case ANNOTATED -> failure instanceof WrongRequestException
					|| AnnotatedElementUtils.hasAnnotation(failure.getClass(), AmphoraError.class);
		};
	}

}
