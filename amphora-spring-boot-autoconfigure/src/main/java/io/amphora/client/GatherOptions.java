package io.amphora.client;

import java.lang.reflect.Type;
import java.util.List;

/**
 * When a gathered call has enough answers.
 *
 * @param resultType the type of the results
 * @param expected how many answers end it, or 0 for none
 * @param quorum how many results end it, or 0 for none
 * @param earlyEnd how it ends before its deadline if neither is given
 */
record GatherOptions(Type resultType, int expected, int quorum, EarlyEnd earlyEnd) {

	static GatherOptions untilDeadline(Type resultType) {
		return untilEarlyEnd(resultType, EarlyEnd.never());
	}

	static GatherOptions untilEarlyEnd(Type resultType, EarlyEnd earlyEnd) {
		return new GatherOptions(resultType, 0, 0, earlyEnd);
	}

	GatherOptions expecting(int servers) {
		return new GatherOptions(this.resultType, servers, this.quorum, this.earlyEnd);
	}

	GatherOptions quorum(int servers) {
		return new GatherOptions(this.resultType, this.expected, servers, this.earlyEnd);
	}

	GatherWatch watch(RequestHead head, Runnable end) {
		return new GatherWatch(this.earlyEnd, head, this.expected == 0 && this.quorum == 0, end);
	}

	boolean enough(List<? extends Answer<?>> answers) {
		return (this.expected > 0 && answers.size() >= this.expected)
				|| (this.quorum > 0 && results(answers) >= this.quorum);
	}

	/** Whether the answers will do at the deadline. */
	boolean acceptable(List<? extends Answer<?>> answers) {
		return results(answers) >= this.quorum;
	}

	private static long results(List<? extends Answer<?>> answers) {
		return answers.stream().filter(Answer::successful).count();
	}

}
