import { testSchema } from '../../test/subgraph-schema.ts'
import { schema } from './schema.ts'

testSchema(schema, import.meta.url, ['User', 'User.id', 'ChargingSession', 'ChargingSession.id', 'Photo', 'Photo.id'])
