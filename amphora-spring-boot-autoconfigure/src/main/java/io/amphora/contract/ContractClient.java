package io.amphora.contract;

import java.util.function.Supplier;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * The client behind an imported contract, looked up when it is first needed: among the
 * beans for one of the service, else by asking for one.
 */
final class ContractClient implements Supplier<AmphoraClient> {

	private final SingletonSupplier<AmphoraClient> client;

	ContractClient(BeanFactory beanFactory, Class<?> contract, String service) {
		this.client = SingletonSupplier.of(() -> find(beanFactory, contract, service));
	}

	private static AmphoraClient find(BeanFactory beanFactory, Class<?> contract, String service) {
		return beanFactory.getBeanProvider(AmphoraClient.class)
			.stream()
			.filter((bean) -> !(bean instanceof AmphoraFanoutClient) && bean.service().equals(service))
			.findFirst()
			.orElseGet(() -> ask(beanFactory, contract, service));
	}

	private static AmphoraClient ask(BeanFactory beanFactory, Class<?> contract, String service) {
		ContractClients clients = beanFactory.getBeanProvider(ContractClients.class).getIfAvailable();
		if (clients == null) {
			throw new InvalidContractException(contract, null,
					"No bean is a client of service '%s'.".formatted(service),
					"Add an AmphoraClient bean of that service, or a ContractClients bean that finds one.", null);
		}
		return clients.client(service);
	}

	@Override
	public AmphoraClient get() {
		return this.client.obtain();
	}

}
