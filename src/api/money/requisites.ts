import type { Static } from 'typebox';
import type { Actor } from '../../core/actor.ts';
import type { Core } from '../../core/core.ts';
import { present } from '../../core/fields.ts';
import {
  organizationRequisites,
  requisites,
  setOrganizationRequisites,
  setRequisites,
} from '../../core/requisites/operations.ts';
import { missingFields, NO_PARTY } from '../../core/requisites/requisites.ts';
import { IdParams } from '../contract/common.ts';
import { OrganizationRequisites, OrganizationRequisitesSet, Requisites, RequisitesSet } from '../contract/invoices.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { toParty, toSeller } from './invoice-wire.ts';

const TAG = 'Invoices';

/** What invoices say of either side. */
export function requisiteRoutes(app: Api): void {
  app.get(
    '/requisites',
    {
      schema: {
        ...about(TAG, 'getRequisites', 'What invoices say of the provider, and how they are made; administrators'),
        response: answers(Requisites),
      },
    },
    async (request) => await ofProvider(request.core, caller(request)),
  );

  app.put(
    '/requisites',
    {
      schema: {
        ...about(TAG, 'setRequisites', 'Set all of them; absent fields are empty again'),
        body: RequisitesSet,
        response: answers(Requisites),
      },
    },
    async (request) => {
      const { core, body } = request;
      const actor = caller(request);
      const { bank, signatory, documentLanguage, daysToPay, numberPrefix, creditNotePrefix } = body;
      const { makesActs, mailsInvoices, taxRounding } = body;
      const making = {
        documentLanguage,
        daysToPay,
        numberPrefix,
        creditNotePrefix,
        makesActs,
        mailsInvoices,
        taxRounding,
      };
      await setRequisites(core, actor, present({ ...partyIn(body), bank, signatory, ...making }));
      return await ofProvider(core, actor);
    },
  );

  app.get(
    '/organizations/:id/requisites',
    {
      schema: {
        ...about(TAG, 'getOrganizationRequisites', 'What its invoices say of it; administrators and its owner'),
        params: IdParams,
        response: answers(OrganizationRequisites),
      },
    },
    async (request) => toParty(await organizationRequisites(request.core, caller(request), request.params.id)),
  );

  app.put(
    '/organizations/:id/requisites',
    {
      schema: {
        ...about(TAG, 'setOrganizationRequisites', 'Set all of them; absent fields are empty again'),
        params: IdParams,
        body: OrganizationRequisitesSet,
        response: answers(OrganizationRequisites),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const actor = caller(request);
      await setOrganizationRequisites(core, actor, params.id, { ...NO_PARTY, ...present(partyIn(body)) });
      return toParty(await organizationRequisites(core, actor, params.id));
    },
  );
}

const partyIn = ({ name, taxId, taxOffice, address, phone, email }: Static<typeof OrganizationRequisitesSet>) => ({
  ...{ name, taxId, taxOffice, address, phone, email },
});

async function ofProvider(core: Core, actor: Actor): Promise<Static<typeof Requisites>> {
  const all = await requisites(core, actor);
  return {
    ...toSeller(all),
    documentLanguage: all.documentLanguage,
    daysToPay: all.daysToPay,
    numberPrefix: all.numberPrefix,
    creditNotePrefix: all.creditNotePrefix,
    makesActs: all.makesActs,
    mailsInvoices: all.mailsInvoices,
    taxRounding: all.taxRounding,
    missing: [...missingFields(all)],
  };
}
