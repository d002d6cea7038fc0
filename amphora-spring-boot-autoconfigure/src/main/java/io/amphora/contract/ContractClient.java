package io.amphora.contract;

import java.util.function.Supplier;

import io.amphora.client.AmphoraClient;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * The client behind an imported contract, looked up when it is first needed: among the
 * beans for one of the service, else by asking for one.
 */
final class ContractClient implements Supplier<AmphoraClient> {

	private final SingletonSupplier<AmphoraClient> client;

	ContractClient(BeanFactory beanFactory, String service) {
		this.client = SingletonSupplier.of(() -> find(beanFactory, service));
	}

	private static AmphoraClient find(BeanFactory beanFactory, String service) {
		return beanFactory.getBeanProvider(AmphoraClient.class)
			.stream()
			.filter((bean) -> bean.service().equals(service))
			.findFirst()
			.orElseGet(() -> beanFactory.getBean(ContractClients.class).client(service));
	}

	@Override
	public AmphoraClient get() {
		return this.client.obtain();
	}

}
