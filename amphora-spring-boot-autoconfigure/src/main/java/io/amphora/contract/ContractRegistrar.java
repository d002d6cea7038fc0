package io.amphora.contract;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

import io.amphora.annotation.AmphoraContract;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Registers a bean for each contract that {@link ImportAmphoraContracts} names.
 */
final class ContractRegistrar implements ImportBeanDefinitionRegistrar {

	private final ContractScanner scanner;

	private final ConfigurableListableBeanFactory beanFactory;

	private final @Nullable ClassLoader classLoader;

	ContractRegistrar(Environment environment, BeanFactory beanFactory, ResourceLoader resourceLoader) {
		this.scanner = new ContractScanner(environment, resourceLoader);
		this.beanFactory = (ConfigurableListableBeanFactory) beanFactory;
		this.classLoader = resourceLoader.getClassLoader();
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		MergedAnnotation<ImportAmphoraContracts> annotation = metadata.getAnnotations()
			.get(ImportAmphoraContracts.class);
		Set<Class<?>> contracts = new LinkedHashSet<>(Arrays.asList(annotation.getClassArray("types")));
		for (String basePackage : annotation.getStringArray("basePackages")) {
			this.scanner.scan(basePackage)
				.forEach((name) -> contracts.add(ClassUtils.resolveClassName(name, this.classLoader)));
		}
		contracts.forEach((contract) -> register(contract, registry));
	}

	private <T> void register(Class<T> contract, BeanDefinitionRegistry registry) {
		String service = service(contract);
		T typedClient = AmphoraContracts.create(contract, new ContractClient(this.beanFactory, service));
		RootBeanDefinition definition = new RootBeanDefinition(contract);
		definition.setInstanceSupplier(() -> typedClient);
		String name = StringUtils.uncapitalize(ClassUtils.getShortName(contract).replace('.', '_'));
		if (!registry.containsBeanDefinition(name)) {
			registry.registerBeanDefinition(name, definition);
		}
	}

	private String service(Class<?> contract) {
		AmphoraContract annotation = AnnotatedElementUtils.findMergedAnnotation(contract, AmphoraContract.class);
		String service = (annotation != null) ? this.beanFactory.resolveEmbeddedValue(annotation.service()) : null;
		if (!StringUtils.hasText(service)) {
			throw new InvalidContractException(contract, null, "It names no service.",
					"Annotate it as in @AmphoraContract(\"simplemath\").");
		}
		return service;
	}

}
