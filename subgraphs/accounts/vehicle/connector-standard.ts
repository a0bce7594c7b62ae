import { CONNECTOR_STANDARD } from '#lib/graphql/connector-standard.ts'
import { builder } from '../builder.ts'

export const ConnectorStandardRef = builder.enumType('ConnectorStandard', CONNECTOR_STANDARD)
