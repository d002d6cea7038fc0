package io.amphora.docs.security;

// tag::bean[]
import java.util.List;

import io.amphora.annotation.AmphoraFunction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

import org.springframework.stereotype.Service;

@Service
class OrderFunctions {

	record Line(@NotBlank String article, @Positive int count) {
	}

	@AmphoraFunction
	int order(@NotBlank String customer, List<@Valid Line> lines) {
		return lines.stream().mapToInt(Line::count).sum();
	}

}
// end::bean[]
