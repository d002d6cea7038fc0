package io.amphora.docs.migration.http;

// tag::configuration[]
import io.amphora.contract.ImportAmphoraContracts;

import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ImportAmphoraContracts(Stocks.class)
class StocksConfiguration {

}
// end::configuration[]
