import { Link, getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { View, useLive } from '../../../web/graph/view.tsx'
import { Headed } from '../../../web/list/headed.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import {
  WebhookPageMessagesDocument,
  WebhookPageDocument,
  WebhookPageLiveDocument,
  type WebhookMessageState,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Deliveries } from './deliveries.tsx'
import { EndpointCard } from './endpoint-card.tsx'

const route = getRouteApi('/webhooks/$id')
const PAGE = 10

export function WebhookPage() {
  const { id } = route.useParams()
  const { webhooks: texts } = useTexts()
  return (
    <>
      <PageTitle aside={<LiveBadge />}>{texts.one}</PageTitle>
      <SignedIn>
        <Watched id={id} />
      </SignedIn>
    </>
  )
}

function Watched({ id }: { id: string }) {
  const { webhooks: texts, messageStates } = useTexts()
  const [state, setState] = useState<WebhookMessageState | 'ALL'>('ALL')
  const variables = { id, first: PAGE, ...(state !== 'ALL' && { state }) }
  useLive(WebhookPageLiveDocument, variables)
  return (
    <View query={WebhookPageDocument} variables={variables}>
      {({ webhookEndpoint: endpoint }) =>
        endpoint ? (
          <div className="flex flex-col gap-4">
            <EndpointCard endpoint={endpoint} />
            <Choice
              label={texts.which}
              value={state}
              onChange={setState}
              options={[
                { value: 'ALL', name: texts.all },
                ...(['WAITING', 'DELIVERED', 'FAILED', 'DROPPED'] as const).map((value) => ({ value, name: messageStates[value] })),
              ]}
            />
            <Headed
              key={state}
              head={endpoint.messages}
              query={WebhookPageMessagesDocument}
              variables={{ ...variables, first: 2 * PAGE }}
              pick={(data) => data.webhookEndpoint?.messages ?? endpoint.messages}
            >
              {(messages, more) => <Deliveries messages={messages} more={more} />}
            </Headed>
          </div>
        ) : (
          <Notice tone="warn" title={texts.gone}>
            <Link to="/webhooks" className="text-brand underline">
              {texts.title}
            </Link>
          </Notice>
        )
      }
    </View>
  )
}
