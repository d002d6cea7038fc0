package io.amphora.autoconfigure.connection;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;

/**
 * Finds the beans of a connection by name or qualifier, without creating them.
 */
final class QualifiedBeans {

	private QualifiedBeans() {
	}

	/**
	 * Return the name of a bean, including those of parents, or {@code null} if there is
	 * none.
	 */
	static @Nullable String find(ListableBeanFactory beanFactory, Class<?> type, String qualifier) {
		for (String name : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, true, false)) {
			if (BeanFactoryAnnotationUtils.isQualifierMatch(qualifier::equals, name, beanFactory)) {
				return name;
			}
		}
		return null;
	}

}
