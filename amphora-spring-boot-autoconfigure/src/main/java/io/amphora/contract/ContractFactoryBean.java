package io.amphora.contract;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Creates the typed client of an imported contract. {@link ImportAmphoraContracts}
 * registers a factory bean for each contract. Public because code that Spring generates
 * ahead of time refers to it.
 *
 * @param <T> the contract
 */
public final class ContractFactoryBean<T> implements FactoryBean<T>, BeanFactoryAware, EnvironmentAware {

	private final Class<T> contract;

	@SuppressWarnings("NullAway.Init")
	private BeanFactory beanFactory;

	@SuppressWarnings("NullAway.Init")
	private Environment environment;

	/**
	 * Create a factory bean.
	 * @param contract the contract
	 */
	public ContractFactoryBean(Class<T> contract) {
		this.contract = contract;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public T getObject() {
		ContractReader reader = new ContractReader(this.contract, this.environment::resolveRequiredPlaceholders, true);
		return AmphoraContracts.create(this.contract, reader,
				new ImportedClients(this.beanFactory, this.contract, reader.service()));
	}

	@Override
	public Class<T> getObjectType() {
		return this.contract;
	}

}
