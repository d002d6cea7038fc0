package io.amphora.docs.testing;

import io.amphora.autoconfigure.test.AmphoraTest;
import io.amphora.client.AmphoraClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

@AmphoraTest(properties = "amphora.server.service-name=shop")
class PriceFunctionsMockIntegrationTests {

	@Autowired
	AmphoraClient shop;

	// tag::mock[]
	@MockitoBean
	Stock stock;

	@Test
	void whatIsPlentyIsCheap() {
		given(this.stock.count("lamp")).willReturn(100);
		assertThat(this.shop.call("price", int.class, "lamp")).isEqualTo(9);
	}
	// end::mock[]

}
