-- Ünusual characters and an empty line.

CREATE TABLE t_first (id int);
GRANT SELECT ON t_first TO ${app};
