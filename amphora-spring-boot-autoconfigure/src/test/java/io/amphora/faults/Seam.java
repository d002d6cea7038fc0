package io.amphora.faults;

/**
 * Where Amphora runs code of an application, which may throw anything.
 */
enum Seam {

	CALL_WRITTEN, CALL_READ, ARGUMENT_READ, RESULT_WRITTEN, RESULT_GETTER, RESULT_READ, VALUE_READ, CLIENT_BATCH_JOINED,
	SERVER_BATCH_SPLIT, SERVER_BATCH_JOINED, CLIENT_BATCH_SPLIT, FUNCTION, FUTURE_OF_FUNCTION, SERVER_INTERCEPTOR,
	CLIENT_INTERCEPTOR, OUTCOME_LISTENER, COMPLETION, CALLBACK, GATHER_CONSUMER, TUNER, EXECUTOR, TASK_DECORATOR,
	THREAD_FACTORY;

	/** Whether it is used for batches, which a client no longer sends once one failed. */
	boolean ofBatches() {
		return name().contains("BATCH");
	}

}
