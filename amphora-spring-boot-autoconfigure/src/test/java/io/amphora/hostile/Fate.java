package io.amphora.hostile;

/**
 * What becomes of a message.
 */
public enum Fate {

	/** It counts: the function runs once and is answered, or the call has its result. */
	TAKEN,

	/** The function runs once, and its reply reaches no queue. */
	UNANSWERED,

	/**
	 * No function runs, and the caller learns why; or the call ends with an exception.
	 */
	REFUSED,

	/** No function runs, and the caller learns nothing; or the call waits on. */
	DROPPED,

	/** Up to the broker, which may let it expire. */
	ANY

}
