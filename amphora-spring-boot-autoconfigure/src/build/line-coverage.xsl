<?xml version="1.0" encoding="UTF-8"?>
<!-- Turns JaCoCo's report into one line for the console. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
	<xsl:output method="text"/>
	<xsl:template match="/report">
		<xsl:variable name="lines" select="counter[@type='LINE']"/>
		<xsl:text>Line coverage: </xsl:text>
		<xsl:value-of select="format-number($lines/@covered div ($lines/@covered + $lines/@missed), '0.0 %')"/>
	</xsl:template>
</xsl:stylesheet>
