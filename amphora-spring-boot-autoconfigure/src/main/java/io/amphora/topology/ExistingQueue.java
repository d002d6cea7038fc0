package io.amphora.topology;

import java.io.IOException;

import com.rabbitmq.client.Channel;

/**
 * A queue that another application creates.
 *
 * @param queue the name of the queue
 */
record ExistingQueue(String queue) implements Topology {

	@Override
	public boolean creates() {
		return false;
	}

	@Override
	public void declare(Channel channel) throws IOException {
		channel.queueDeclarePassive(this.queue);
	}

}
