package io.amphora.docs.migration.rabbit;

// tag::bean[]
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.stereotype.Component;

@Component
class StockTemplate {

	private final RabbitTemplate rabbitTemplate;

	StockTemplate(RabbitTemplate rabbitTemplate) {
		this.rabbitTemplate = rabbitTemplate;
	}

	int stock(String article) {
		Integer stock = (Integer) this.rabbitTemplate.convertSendAndReceive("inventory.stock", article);
		if (stock == null) {
			throw new IllegalStateException("No reply within the timeout");
		}
		return stock;
	}

}
// end::bean[]
