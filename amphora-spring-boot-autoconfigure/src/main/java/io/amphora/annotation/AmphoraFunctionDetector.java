package io.amphora.annotation;

import java.util.List;
import java.util.function.Predicate;

import io.amphora.server.FunctionSignature;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Finds the methods of beans that are functions: those that are annotated with
 * {@link AmphoraFunction}, and those that implement an {@link AmphoraContract}. It
 * creates no bean for that: a function gets its bean when it is called first, from a
 * singleton, or each time, from any other scope. If several beans have the same function,
 * the bean that Spring prefers when it injects by type serves it: a primary one goes
 * before others. Beans that are annotated with {@link NoAmphoraFunctions} serve nothing.
 * Thread-safe.
 * <p>
 * Best used once the singletons exist. Before, the class of a bean is what its definition
 * says: for a bean method, its return type; for a factory bean, nothing in most cases. A
 * bean of which nothing but the contract is known is taken for a typed client, and serves
 * nothing.
 */
public final class AmphoraFunctionDetector {

	private static final Log logger = LogFactory.getLog(AmphoraFunctionDetector.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final BeanTypes types;

	private final FunctionFactory factory;

	/**
	 * Create a detector.
	 * @param beanFactory holds the beans; those of its parents are not looked at
	 */
	public AmphoraFunctionDetector(ConfigurableListableBeanFactory beanFactory) {
		this(beanFactory, (function, bean, method, arguments) -> {
		});
	}

	/**
	 * Create a detector of functions whose arguments are checked.
	 * @param beanFactory holds the beans; those of its parents are not looked at
	 * @param validator checks the arguments
	 */
	public AmphoraFunctionDetector(ConfigurableListableBeanFactory beanFactory, ArgumentValidator validator) {
		this.beanFactory = beanFactory;
		this.types = new BeanTypes(beanFactory);
		this.factory = new FunctionFactory(beanFactory, this.types, validator);
	}

	/**
	 * Find all functions.
	 * @param defaultService the service of functions that name none; may be empty
	 * @return the functions, in the order of the beans
	 * @throws InvalidFunctionException if an annotated method cannot be a function, or if
	 * beans of the same precedence have the same function
	 */
	public List<AnnotatedFunction> detect(String defaultService) {
		return detect(defaultService, (beanName) -> true);
	}

	/**
	 * Find the functions of some beans.
	 * @param defaultService the service of functions that name none; may be empty
	 * @param beanNames whether the bean of a name has functions
	 * @return the functions, in the order of the beans
	 * @throws InvalidFunctionException if an annotated method cannot be a function, or if
	 * beans of the same precedence have the same function
	 */
	public List<AnnotatedFunction> detect(String defaultService, Predicate<String> beanNames) {
		FunctionCandidates candidates = new FunctionCandidates(this.beanFactory);
		for (String beanName : this.types.names()) {
			Class<?> beanType = beanNames.test(beanName) ? candidate(beanName) : null;
			if (beanType != null) {
				DeclaredFunctions.of(beanName, beanType).forEach((declared) -> {
					BeanMethod beanMethod = new BeanMethod(beanName, beanType, declared.method());
					candidates.add(beanMethod, this.factory.create(beanMethod, declared, defaultService));
				});
			}
		}
		List<AnnotatedFunction> found = candidates.select();
		warnOfUnknownNames(found);
		return found;
	}

	/** A bean whose class cannot be loaded here fails where it is needed, if anywhere. */
	private @Nullable Class<?> candidate(String beanName) {
		try {
			Class<?> type = this.types.written(beanName);
			boolean candidate = type != null && AnnotationUtils.isCandidateClass(type, AmphoraFunction.class)
					&& !ContractFunctions.isTypedClient(type)
					&& !this.types.isAnnotated(beanName, NoAmphoraFunctions.class);
			return candidate ? type : null;
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("Skipping bean '" + beanName + "': its class could not be resolved", ex);
			return null;
		}
	}

	private static void warnOfUnknownNames(List<AnnotatedFunction> functions) {
		List<String> unnamed = functions.stream()
			.filter((function) -> hasUnknownNames(function.definition().signature()))
			.map((function) -> BeanMethod.describe(function.beanName(), function.method()))
			.toList();
		if (!unnamed.isEmpty()) {
			logger
				.warn("Callers cannot give arguments by name, as the names of the parameters are unknown. Compile with"
						+ " '-parameters', in Kotlin with '-java-parameters': " + String.join("; ", unnamed));
		}
	}

	private static boolean hasUnknownNames(@Nullable FunctionSignature signature) {
		return signature != null && signature.parameters().stream().anyMatch((parameter) -> parameter.name() == null);
	}

}
