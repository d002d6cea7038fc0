package io.amphora.docs.testing;

import io.amphora.contract.ImportAmphoraContracts;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
@ImportAmphoraContracts
class ShopApplication {

}
