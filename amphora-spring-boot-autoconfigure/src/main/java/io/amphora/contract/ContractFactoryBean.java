/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.contract;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * Creates the typed client of an imported contract. {@link ImportAmphoraContracts}
 * registers a factory bean for each contract. Public because code that Spring generates
 * ahead of time refers to it.
 *
 * @param <T> the contract
 * @since 0.1.0
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

	/**
	 * Return the contract of a bean.
	 * @param type the type of the factory bean, or that of the object it creates
	 * @return the contract, or {@code null} if the type does not show it
	 */
	static @Nullable Class<?> contract(ResolvableType type) {
		Class<?> contract = ContractFactoryBean.class.isAssignableFrom(type.toClass())
				? type.as(ContractFactoryBean.class).getGeneric().resolve() : type.resolve();
		return (contract != null && contract.isInterface()) ? contract : null;
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
