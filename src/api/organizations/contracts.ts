import type { Static } from 'typebox';
import { requireMay } from '../../core/access/may.ts';
import { askConnector } from '../../core/billing/connector-test.ts';
import { type OwnContract as CoreContract, contractsOfMine } from '../../core/contracts/prices.ts';
import type { Billing } from '../../core/core.ts';
import { Connector, ConnectorQuestion, ConnectorTrial, type OwnContract, OwnContracts } from '../contract/contracts.ts';
import { type Api, about, answers, caller, person } from '../frame/routes.ts';

/** The billing that is asked: what it says to its people, and how it does. */
export function contractRoutes(app: Api): void {
  app.get(
    '/me/contracts',
    {
      schema: {
        ...about(
          'Contracts',
          'listMyContracts',
          "One's contracts with services, prices and balance, as the billing says",
        ),
        response: answers(OwnContracts),
      },
    },
    async (request) => {
      const { connected, items, currency, asOf, stale } = await contractsOfMine(request.core, person(request));
      return {
        connected,
        items: items.map((contract) => toWire(contract, currency)),
        asOf: asOf?.toISOString() ?? null,
        stale,
      };
    },
  );

  app.get(
    '/connector',
    {
      schema: {
        ...about('Contracts', 'getConnector', 'How the billing that is asked does; administrators'),
        response: answers(Connector),
      },
    },
    async (request) => {
      requireMay(caller(request), 'connector.ask');
      return toConnector(request.core.connector);
    },
  );

  app.post(
    '/connector/ask',
    {
      config: { waitsOutside: true },
      schema: {
        ...about('Contracts', 'askConnector', 'Ask the billing each question now; changes nothing; administrators'),
        body: ConnectorQuestion,
        response: answers(ConnectorTrial),
      },
    },
    async (request) => {
      const { tried, remarks } = await askConnector(request.core, caller(request), request.body);
      return {
        tried: tried.map(({ question, subject, milliseconds, answer, problem }) => ({
          question,
          subject,
          milliseconds,
          ...(answer === undefined ? {} : { answer }),
          ...(problem === undefined ? {} : { problem }),
        })),
        remarks: [...remarks],
      };
    },
  );
}

function toWire(contract: CoreContract, currency: string): Static<typeof OwnContract> {
  return {
    organizationId: contract.organizationId,
    uid: contract.uid,
    login: contract.login,
    address: contract.address,
    state: contract.state,
    services: contract.prices && toServices(contract.prices.services),
    currency,
    balance: contract.prices?.balance ?? null,
    payment: contract.prices?.payment ?? null,
    mayShowInvoices: contract.mayShowInvoices,
    mayShowDetails: contract.mayShowDetails,
    mayShowReceipt: contract.mayShowReceipt,
  };
}

const toServices = ({ internet, tv, phone, cameras }: NonNullable<CoreContract['prices']>['services']) => ({
  internet: { price: internet.price, until: internet.until },
  tv: { price: tv.price, until: tv.until },
  phone: { price: phone.price, until: phone.until },
  cameras: { name: cameras.name, price: cameras.price, until: cameras.until },
});

function toConnector(billing: Billing | undefined): Static<typeof Connector> {
  const health = billing?.health;
  return {
    connected: billing !== undefined,
    name: billing?.connector.name ?? null,
    byDevice: billing?.connector.byDevice ?? null,
    healthy: health?.healthy ?? null,
    lastAskedAt: health?.lastAskedAt?.toISOString() ?? null,
    lastAnsweredAt: health?.lastAnsweredAt?.toISOString() ?? null,
    lastError: health?.lastError ? { at: health.lastError.at.toISOString(), message: health.lastError.message } : null,
    cacheSeconds: billing ? billing.settings.cacheMs / 1000 : null,
    timeoutSeconds: billing ? billing.settings.timeoutMs / 1000 : null,
    trustHours: billing ? billing.settings.trustMs / 3_600_000 : null,
    remarks: [...(billing?.connector.remarks ?? [])],
  };
}
