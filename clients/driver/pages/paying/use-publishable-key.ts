import { useQuery } from 'urql'
import { parsed } from '../../../web/graph/parsed.ts'
import { PayWaysDocument, type PayWaysQuery } from '../../generated/graphql.ts'

/** What the provider's form is shown with; null where no provider has a form, undefined while it is not known. */
export function usePublishableKey(): string | null | undefined {
  const [{ data }] = useQuery<PayWaysQuery>({ query: parsed(PayWaysDocument) as never })
  return data && (data.paymentProviders.find(({ publishableKey }) => publishableKey)?.publishableKey ?? null)
}
