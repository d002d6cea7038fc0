package io.amphora.topology;

import com.rabbitmq.client.Channel;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link Topology}.
 */
class TopologyTests {

	private final Topology existing = Topology.existing("q");

	@Test
	void combinationDeclaresBothInOrder() throws Exception {
		Channel channel = mock(Channel.class);
		this.existing.and(Topology.existing("r")).declare(channel);
		InOrder order = inOrder(channel);
		order.verify(channel).queueDeclarePassive("q");
		order.verify(channel).queueDeclarePassive("r");
	}

	@Test
	void combinationCreatesWhatOneOfItsPartsCreates() {
		assertThat(this.existing.and(Topology.existing("r")).creates()).isFalse();
		assertThat(this.existing.and(Topology.NONE).creates()).isTrue();
		assertThat(Topology.NONE.and(this.existing).creates()).isTrue();
	}

}
