package io.amphora.docs.walkthrough.shop;

// tag::test[]
import io.amphora.docs.walkthrough.inventory.Inventory;
import io.amphora.docs.walkthrough.inventory.OutOfStockException;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class ShopControllerTests {

	private final Inventory inventory = mock(Inventory.class);

	private final MockMvcTester mvc = MockMvcTester.of(new ShopController(this.inventory));

	@Test
	void orderOfTooManyIsAConflict() {
		given(this.inventory.reserve("sofa", 3)).willThrow(new OutOfStockException("There are 2 left"));
		assertThat(this.mvc.post().uri("/orders?article=sofa&count=3")).hasStatus(HttpStatus.CONFLICT);
	}

}
// end::test[]
