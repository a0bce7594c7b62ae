import { generate } from '@graphql-codegen/cli'
const { default: config } = await import('/work/main/codegen.ts')
await generate({ ...config, schema: '/tmp/schema.graphql', cwd: '/work/main' }, true)
