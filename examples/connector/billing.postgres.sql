-- A billing as many providers have one, reduced to what the connector asks for.

create table customers (
  id int primary key,
  name varchar(200) not null
);

-- One contract: the connector's uid is its id.
create table accounts (
  id int primary key,
  customer_id int not null references customers (id),
  number varchar(20) not null,
  address varchar(300) not null,
  flat varchar(10),
  balance numeric(12, 2) not null default 0,
  closed boolean not null default false
);

-- As the operators typed them.
create table phones (
  id int primary key generated always as identity,
  customer_id int not null references customers (id),
  number varchar(40) not null
);

create table services (
  id int primary key,
  kind text not null,
  name varchar(100) not null
);

create table account_services (
  account_id int not null references accounts (id),
  service_id int not null references services (id),
  price numeric(10, 2) not null,
  paid_until date,
  primary key (account_id, service_id)
);

insert into customers values (1, 'Иванов Иван'), (2, 'Петрова Анна'), (3, 'ООО Ромашка');
insert into accounts values
  (101, 1, '00101', 'г. Москва, ул. Тверская, д. 1, кв. 1', '1', 50.00, false),
  (102, 1, '00102', 'г. Москва, ул. Тверская, д. 3, кв. 45', '45', -120.50, false),
  (103, 1, '00103', 'г. Москва, ул. Старая, д. 9', null, 0, true),
  (201, 2, '00201', 'г. Тула, ул. Мира, д. 12, кв. 7', '7', 0, false),
  (301, 3, '00301', 'г. Тула, пр. Ленина, д. 2', null, 10000, false);
insert into phones (customer_id, number) values
  (1, '+7 (910) 352-33-78'), (1, '8 495 123-45-67'), (2, '79161234567'), (2, '9161234567'), (3, '8-487-255-00-11');
insert into services values
  (1, 'internet', 'Интернет 100'), (2, 'tv', 'ТВ Базовый'), (3, 'cams', 'Умное пространство');
insert into account_services values
  (101, 1, 500.00, '2035-11-12'), (101, 3, 100.00, '2035-11-12'),
  (102, 1, 261.00, '2020-01-31'), (102, 3, 100.00, '2020-01-31'),
  (201, 1, 350.00, '2035-05-01'), (201, 2, 150.00, '2035-05-01'),
  (301, 3, 900.00, '2035-12-31');
