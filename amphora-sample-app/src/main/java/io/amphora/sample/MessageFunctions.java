package io.amphora.sample;

import io.amphora.IgnoreRequestException;
import io.amphora.annotation.AmphoraFunction;

import org.springframework.stereotype.Service;

/**
 * Functions with dotted names, and one that leaves its requests to other servers.
 */
@Service
class MessageFunctions {

	@AmphoraFunction("send_message.email.text")
	String sendText(String text) {
		return "sent as text: " + text;
	}

	@AmphoraFunction("show_message")
	String show(String text) {
		return "shown: " + text;
	}

	@AmphoraFunction("not_here")
	String leaveToOthers() {
		throw new IgnoreRequestException("another server knows better");
	}

}
