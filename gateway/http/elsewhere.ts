import { GRAPHQL_PATH } from '#lib/graphql/subgraph.ts'
import type { Plugin } from 'graphql-yoga'

const BODY = JSON.stringify({
  errors: [{ message: `There is nothing here. The graph is at ${GRAPHQL_PATH}.`, extensions: { code: 'BAD_REQUEST' } }],
})

/** Says where the graph is to whoever asks at another address. Yoga's 404 has no word in it. */
export function elsewhere(): Plugin {
  return {
    onRequest: ({ url, fetchAPI, endResponse }) => {
      if (url.pathname === GRAPHQL_PATH) return
      endResponse(new fetchAPI.Response(BODY, { status: 404, headers: { 'content-type': 'application/json; charset=utf-8' } }))
    },
  }
}
