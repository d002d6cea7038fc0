package io.amphora.docs.migration.http;

// tag::configuration[]
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "inventory", types = StockApi.class)
class StockApiConfiguration {

}
// end::configuration[]
