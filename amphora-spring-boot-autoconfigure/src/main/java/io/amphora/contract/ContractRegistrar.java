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

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.amphora.annotation.AmphoraContract;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Registers a bean for each contract that {@link ImportAmphoraContracts} imports. The
 * name of each bean is the fully qualified name of the contract, to avoid clashes with
 * other beans.
 */
final class ContractRegistrar implements ImportBeanDefinitionRegistrar {

	private final ContractScanner scanner;

	private final Environment environment;

	private final @Nullable ClassLoader classLoader;

	ContractRegistrar(Environment environment, ResourceLoader resourceLoader) {
		this.scanner = new ContractScanner(environment, resourceLoader);
		this.environment = environment;
		this.classLoader = resourceLoader.getClassLoader();
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		MergedAnnotation<ImportAmphoraContracts> annotation = metadata.getAnnotations()
			.get(ImportAmphoraContracts.class);
		Set<Class<?>> contracts = new LinkedHashSet<>(Arrays.asList(annotation.getClassArray("types")));
		List<String> basePackages = List.of(annotation.getStringArray("basePackages"));
		if (contracts.isEmpty() && basePackages.isEmpty()) {
			basePackages = List.of(ClassUtils.getPackageName(metadata.getClassName()));
		}
		for (String basePackage : basePackages) {
			this.scanner.scan(basePackage)
				.forEach((name) -> contracts.add(ClassUtils.resolveClassName(name, this.classLoader)));
		}
		contracts.forEach((contract) -> register(contract, registry));
	}

	private void register(Class<?> contract, BeanDefinitionRegistry registry) {
		if (!registry.containsBeanDefinition(contract.getName())) {
			ContractReader reader = new ContractReader(contract, this.environment::resolveRequiredPlaceholders, true);
			reader.service();
			reader.methods();
			RootBeanDefinition definition = new RootBeanDefinition(ContractFactoryBean.class);
			definition.setTargetType(ResolvableType.forClassWithGenerics(ContractFactoryBean.class, contract));
			definition.getConstructorArgumentValues().addIndexedArgumentValue(0, contract);
			definition.setFallback(true);
			registry.registerBeanDefinition(contract.getName(), definition);
		}
	}

	/**
	 * Finds contracts on the class path.
	 */
	private static final class ContractScanner extends ClassPathScanningCandidateComponentProvider {

		ContractScanner(Environment environment, ResourceLoader resourceLoader) {
			super(false, environment);
			setResourceLoader(resourceLoader);
			addIncludeFilter(new AnnotationTypeFilter(AmphoraContract.class));
		}

		List<String> scan(String basePackage) {
			return findCandidateComponents(basePackage).stream()
				.map(BeanDefinition::getBeanClassName)
				.sorted()
				.toList();
		}

		@Override
		protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
			AnnotationMetadata metadata = definition.getMetadata();
			return metadata.isInterface() && !metadata.isAnnotation() && metadata.isIndependent();
		}

	}

}
