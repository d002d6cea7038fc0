package io.amphora.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.amphora.WrongRequestException.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Why a server has not run a function, as the arguments of its answer say. A peer may
 * send anything as arguments, and as much as fits into a message.
 *
 * @param reason the reason
 * @param violations the violations of constraints, if the server lists them
 */
record Refusal(String reason, List<Violation> violations) {

	/** For the reason, and for all violations together. */
	private static final int LONGEST = 4_000;

	private static final int MOST_VIOLATIONS = 100;

	static Refusal of(List<? extends @Nullable Object> args) {
		String reason = args.isEmpty() ? "it gave no reason" : shortened(String.valueOf(args.get(0)));
		return new Refusal(reason, (args.size() > 1) ? violations(args.get(1)) : List.of());
	}

	/** What an Amphora server shortens is a little longer than the limit. */
	private static String shortened(String reason) {
		if (reason.length() <= LONGEST + 3) {
			return reason;
		}
		int end = Character.isHighSurrogate(reason.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
		return reason.substring(0, end) + "...";
	}

	private static List<Violation> violations(@Nullable Object listed) {
		List<Violation> violations = new ArrayList<>();
		int room = LONGEST;
		for (Object element : (listed instanceof List<?> list) ? list : List.of()) {
			Violation violation = violation(element);
			if (violation == null) {
				continue;
			}
			room -= violation.path().length() + violation.message().length();
			if (room < 0 || violations.size() == MOST_VIOLATIONS) {
				break;
			}
			violations.add(violation);
		}
		return violations;
	}

	private static @Nullable Violation violation(@Nullable Object element) {
		return (element instanceof Map<?, ?> members && members.get("path") instanceof String path
				&& members.get("message") instanceof String message) ? new Violation(path, message) : null;
	}

}
