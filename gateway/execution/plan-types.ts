import type { executeQueryPlan } from '@apollo/gateway'

/** The type of an operation with its fragments, which @apollo/gateway does not export by name. */
export type OperationParts = Parameters<typeof executeQueryPlan>[3]
