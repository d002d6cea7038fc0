package io.amphora.docs.testing;

// tag::slice[]
import io.amphora.annotation.AmphoraFunction;
import io.amphora.autoconfigure.test.AmphoraTest;
import io.amphora.client.AmphoraClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

@AmphoraTest(properties = "amphora.server.service-name=shop")
class PriceFunctionsIntegrationTests {

	@Autowired
	AmphoraClient shop;

	@Test
	void whatIsScarceIsDear() {
		assertThat(this.shop.call("price", int.class, "lamp")).isEqualTo(12);
	}

	@TestConfiguration
	static class Stock {

		@AmphoraFunction(service = "stock")
		int count(String article) {
			return 3;
		}

	}

}
// end::slice[]
