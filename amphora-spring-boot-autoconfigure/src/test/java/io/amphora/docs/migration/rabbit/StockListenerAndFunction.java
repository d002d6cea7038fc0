package io.amphora.docs.migration.rabbit;

// tag::bean[]
import io.amphora.annotation.AmphoraFunction;

import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.stereotype.Component;

@Component
class StockListenerAndFunction {

	@AmphoraFunction
	@RabbitListener(queues = "inventory.stock")
	int stock(String article) {
		return article.equals("SKU-1") ? 5 : 0;
	}

}
// end::bean[]
