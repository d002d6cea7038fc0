package io.amphora.contract;

import java.util.List;

import io.amphora.annotation.AmphoraContract;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/**
 * Finds contracts on the class path.
 */
final class ContractScanner extends ClassPathScanningCandidateComponentProvider {

	ContractScanner(Environment environment, ResourceLoader resourceLoader) {
		super(false, environment);
		setResourceLoader(resourceLoader);
		addIncludeFilter(new AnnotationTypeFilter(AmphoraContract.class));
	}

	List<String> scan(String basePackage) {
		return findCandidateComponents(basePackage).stream().map(BeanDefinition::getBeanClassName).sorted().toList();
	}

	@Override
	protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
		AnnotationMetadata metadata = definition.getMetadata();
		return metadata.isInterface() && !metadata.isAnnotation() && metadata.isIndependent();
	}

}
