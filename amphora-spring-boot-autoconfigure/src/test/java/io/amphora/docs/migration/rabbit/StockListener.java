package io.amphora.docs.migration.rabbit;

// tag::bean[]
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.stereotype.Component;

@Component
class StockListener {

	@RabbitListener(queues = "inventory.stock")
	int stock(String article) {
		return article.equals("SKU-1") ? 5 : 0;
	}

}
// end::bean[]
